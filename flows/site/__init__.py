"""The site: a folder of pages, feeds and charts made of the published file, for any server or none."""
