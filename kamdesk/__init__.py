"""KAM Desk 大客户业务拓展工作台: the key-account programme of one marketing centre."""

__version__ = "0.1.0"
