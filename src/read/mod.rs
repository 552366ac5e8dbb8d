//! Reads indicator data, profiles and areas into the model.
