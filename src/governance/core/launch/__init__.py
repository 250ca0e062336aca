"""Launch: the only door through which copy goes out."""
