"""What MkDocs needs to build this site. hooks.py calls these modules; only fences.py knows Markdown's extensions."""
