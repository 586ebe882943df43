package dev.framescope.ide.ui.launch;

import dev.framescope.ide.core.launch.KernelProbe;

import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Optional;

/**
 * Looks into kernels for the launch dialog: when typing has paused, once for each file and
 * function, in the background. To be used by one thread.
 */
final class KernelProbeJob extends Job {
    private static final long PAUSE_MS = 250;

    private final Runnable done;
    private volatile Question question = Question.NONE;
    private volatile Answer answer = new Answer(Question.NONE, KernelProbe.NONE);

    /** What is to be found out. A file that is built anew is another one. */
    private record Question(Path kernel, Optional<FileTime> modified, Optional<String> stopAt) {
        static final Question NONE = new Question(Path.of(""), Optional.empty(), Optional.empty());

        static Question of(Path kernel, Optional<String> stopAt) {
            return new Question(kernel, modified(kernel), stopAt);
        }

        private static Optional<FileTime> modified(Path kernel) {
            try {
                return Optional.of(Files.getLastModifiedTime(kernel));
            } catch (IOException e) {
                ILog.of(KernelProbeJob.class).info(kernel + " is gone", e);
                return Optional.empty();
            }
        }
    }

    private record Answer(Question question, KernelProbe probe) {}

    /**
     * @param done called in the job when there is an answer to the last question
     */
    KernelProbeJob(Runnable done) {
        super("Looking into the kernel");
        this.done = done;
        setSystem(true);
    }

    /** What is known by now. Looks for it if it is not, and tells when it is. */
    Optional<KernelProbe> probe(Path kernel, Optional<String> stopAt) {
        Question asked = Question.of(kernel, stopAt);
        Answer known = answer;
        if (known.question().equals(asked)) {
            return Optional.of(known.probe());
        }
        if (!question.equals(asked)) {
            question = asked;
            cancel();
            schedule(PAUSE_MS);
        }
        return Optional.empty();
    }

    @Override
    protected IStatus run(IProgressMonitor monitor) {
        Question asked = question;
        KernelProbe probe = KernelProbe.of(asked.kernel(), asked.stopAt());
        if (monitor.isCanceled()) {
            return Status.CANCEL_STATUS;
        }
        answer = new Answer(asked, probe);
        done.run();
        return Status.OK_STATUS;
    }
}
