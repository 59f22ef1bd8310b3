package dev.coppice.plan.checklist;

/**
 * An entry of a list with a checkbox.
 *
 * @param indent in columns
 * @param lastLine the last line before the next item, or of the list
 * @param optional whether a star follows the box
 * @param text what stands beside the box
 */
public record Item(int line, int lastLine, int indent, String box, boolean optional, String text) {}
