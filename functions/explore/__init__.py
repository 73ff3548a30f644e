"""Discovery: what trends, which skills there are, and who could exchange what with whom."""
