"""攻关进度: projects, stage by stage."""
