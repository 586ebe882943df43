package dev.framescope.ide.ui.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.framescope.ide.core.launch.KernelProbe;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

class KernelProbeJobTest {
    private static final long DEADLINE_SECONDS = 30;

    @TempDir Path folder;
    private final Semaphore answers = new Semaphore(0);
    private final KernelProbeJob job = new KernelProbeJob(answers::release);

    @AfterEach
    void cancelJob() throws InterruptedException {
        job.cancel();
        job.join();
    }

    @Test
    void answersInTheBackgroundAndThenAtOnce() throws Exception {
        Path file = file("a.txt", "no kernel");

        assertEquals(Optional.empty(), job.probe(file, Optional.empty()));
        awaitAnswer();

        assertTrue(problem(file).contains("a.txt"), problem(file));
        assertEquals(0, answers.availablePermits());
    }

    @Test
    void onlyTheLastOfSeveralQuestionsIsAnswered() throws Exception {
        Path first = file("first.txt", "no kernel");
        Path last = file("last.txt", "no kernel");

        job.probe(first, Optional.empty());
        job.probe(last, Optional.empty());
        awaitAnswer();

        assertTrue(problem(last).contains("last.txt"), problem(last));
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void awaitAnswer() throws InterruptedException {
        assertTrue(answers.tryAcquire(DEADLINE_SECONDS, TimeUnit.SECONDS), "no answer came");
    }

    private String problem(Path file) {
        return job.probe(file, Optional.empty()).flatMap(KernelProbe::problem).orElse("none");
    }
}
