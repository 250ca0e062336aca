"""Reports as files and on the terminal, one writer a format. Each writes as it reads."""
