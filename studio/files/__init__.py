"""TOML in and out, with every problem of a file named at once."""
