package io.calling.examples.mutations;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A broken copy of one source, compiled into a directory of its own. */
final class MutatedClass {
    private MutatedClass() {}

    /** Compiles the mutated source; the class files of the build stay as they are. */
    static void compile(Mutation mutation, Path root, String classPath, Path directory)
            throws IOException {
        Path source = root.resolve(mutation.file());
        Path copy = directory.resolve("src").resolve(source.getFileName());
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, mutation.apply(Files.readString(source)));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            boolean compiled =
                    compiler.getTask(
                                    complaints,
                                    files,
                                    null,
                                    List.of(
                                            "-d",
                                            classes.toString(),
                                            "-cp",
                                            classPath,
                                            "-proc:none",
                                            "-nowarn",
                                            "-parameters"),
                                    null,
                                    files.getJavaFileObjects(copy))
                            .call();
            if (!compiled) {
                throw new IllegalStateException(
                        "the mutation is no Java: " + mutation.what() + "\n" + complaints);
            }
        }
    }
}
