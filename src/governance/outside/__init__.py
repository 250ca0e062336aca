"""The world: policy files and copy files."""
