"""Copy as it is really sent: parts, a syntax tree with spans, sentences and their renderings."""
