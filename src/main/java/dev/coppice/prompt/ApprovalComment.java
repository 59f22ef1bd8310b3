package dev.coppice.prompt;

/** What a person has said when approving a task: meant for its agent, and yet no word of ours. */
public record ApprovalComment(String words) {

    /** A part of a prompt. */
    String text() {
        return """

                ## What was said when this task was approved

                A person had to approve this task before it began. With the approval came these words about how to do it; heed them as far as they
                are about this task:

                %s""".formatted(Fenced.block("text", words));
    }
}
