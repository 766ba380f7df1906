"""The time graph: the one room that touches pyqtgraph."""
