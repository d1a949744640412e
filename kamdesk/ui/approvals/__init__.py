"""待我审批: what waits for the person, the paper to decide on, and its flow."""
