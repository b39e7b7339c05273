"""What is published: the brief as HTML, Markdown and JSON."""
