"""The pure core: values in, values out. No I/O, no framework, no clock, no randomness."""
