"""A minimal Wagtail project. Its settings come from the environment, where `site.py` puts them."""
