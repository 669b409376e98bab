"""What people do here, one function a verb: signing, questions, training."""
