"""All figures in one run: `python -m tests.benchmarks`; forms, then classes, then the start."""

from tests.benchmarks import bench_classification, bench_paper, bench_start

bench_paper.main()
bench_classification.main()
bench_start.main()
