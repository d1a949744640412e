"""All figures in one run: `python -m tests.benchmarks`, forms first, then the start."""

from tests.benchmarks import bench_paper, bench_start

bench_paper.main()
bench_start.main()
