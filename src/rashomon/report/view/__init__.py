"""What a comparison shows, worked out once for the terminal, the page and Markdown alike."""

from rashomon.report.view.page import Page, build_page

__all__ = ["Page", "build_page"]
