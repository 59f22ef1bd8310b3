package dev.coppice.bench;

final class RecoveryFigures {
    private RecoveryFigures() {}

    static void print() {}
}
