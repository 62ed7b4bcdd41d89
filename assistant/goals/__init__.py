"""Goals of several documents put together to one chain: which readings are one goal, what stands above what, how each is
met, and what its text lacks."""
