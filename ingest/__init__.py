"""Documents read, kept and indexed.

Set before numpy is first imported: its threads wait for one another busily, so that on two cores with other work a
product of 0.6 ms took 20 ms, and a search twice the processor's time. A setting of the environment counts before this.
"""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
