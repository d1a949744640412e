"""攻关进度: workdays, the six stages, the progress schedule, its lights."""
