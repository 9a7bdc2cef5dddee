"""What an article looks like to the outside: data, text, Markdown, HTML; every line's verdict as a table or report."""
