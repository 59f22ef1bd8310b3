package dev.coppice.plan;

/**
 * Where a plan says that a task is done, or would say it: {@code done} in place of the bytes at the offset marks it as done. Offsets count
 * the bytes of the file as it was given; {@code now} is what stands there, "" if nothing does.
 */
public record DoneMark(int line, int column, int byteOffset, int byteLength, String now, String done) {}
