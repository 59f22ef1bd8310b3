package dev.coppice.task;

import java.util.regex.Pattern;

/** A task's number as its plan writes it, such as {@code 1.2a}; unique in its execution, safe in refs and paths. */
public record TaskNumber(String text) {

    private static final Pattern FORM =
            Pattern.compile("[A-Za-z]{0,8}-?[0-9]{1,9}(\\.[0-9]{1,9}){0,7}[A-Za-z]?(#[0-9]{1,4})?");

    public TaskNumber {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a task number: " + text);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
