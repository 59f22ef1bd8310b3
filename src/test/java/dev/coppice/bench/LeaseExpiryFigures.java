package dev.coppice.bench;

final class LeaseExpiryFigures {}
