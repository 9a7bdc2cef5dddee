"""What HTML says about itself beside its text, part by part; `cleanpage.read.metadata` puts the parts together."""
