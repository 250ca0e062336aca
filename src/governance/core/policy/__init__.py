"""Policy documents as immutable values, and what is in force on a day."""
