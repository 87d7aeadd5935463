"""Results as text, Markdown and HTML (呈现): pure functions, no file is opened here."""
