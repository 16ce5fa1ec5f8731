"""The download site: pages about the publications, and files for machines, around the documents."""
