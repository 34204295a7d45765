"""How honest are forecasts of an exam's score?"""
