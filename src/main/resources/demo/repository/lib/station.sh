# The name of this station.
STATION="Weather station"
