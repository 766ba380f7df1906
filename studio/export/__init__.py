"""What leaves the program in other forms: sounds, tables, pages."""
