"""What an article looks like to the outside: plain data, text, Markdown, and a table of every line's verdict."""
