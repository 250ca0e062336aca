"""Files of copy, one reader a format. Each reads lazily: one variant at a time, in bounded memory."""
