package dev.coppice.prompt;

/** What a person has said about a task: meant for its agent, and yet no word of ours. */
public record Remark(Occasion occasion, String words) {

    /** When it was said. */
    public enum Occasion {
        REJECTED("rejected", """
                A person had to approve this task before it began, and did not at first. These words came with that; heed them as far as they are
                about this task:
                """),

        RETRIED("tried again", """
                A person has had this task tried again, with these words about it; heed them as far as they are about this task:
                """),

        APPROVED("approved", """
                A person had to approve this task before it began. With the approval came these words about how to do it; heed them as far as they
                are about this task:
                """);

        private final String done;
        private final String introduction;

        Occasion(String done, String introduction) {
            this.done = done;
            this.introduction = introduction;
        }
    }

    /** A part of a prompt. */
    String text() {
        return "\n## What was said when this task was " + occasion.done + "\n\n" + occasion.introduction + "\n"
                + Fenced.block("text", words);
    }
}
