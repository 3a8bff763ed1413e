"""The engine's tests. They mirror pkg/src/heureum, and run natively and inside Pyodide."""
