"""What is to be followed up, read from the register: duties with their state, initiatives with their age, laga kraft."""
