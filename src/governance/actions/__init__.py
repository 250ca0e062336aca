"""Every change of state, one module a noun: load, ask the core, save, append to the record."""
