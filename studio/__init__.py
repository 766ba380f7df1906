"""Spine Studio: build a back-care routine step by step, see its time and breath, and play it full screen."""

__version__ = "0.1.0"
