"""What people touch: the command line, the console, Discord and the page; knows no SQL."""
