package org.samspill.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An Ed25519 key in a file: signs checkpoints, and from it the key for marks is derived. Prints as its id alone. */
final class SealKey {

    private static final String PURPOSE_OF_MARKS = "samspill row mark";
    private static final int ID = 16;

    private final String id;
    private final PrivateKey secret;
    private final PublicKey open;
    private final ThreadLocal<Mac> marking;

    private SealKey(PrivateKey secret, PublicKey open) {
        this.id = id(open);
        this.secret = secret;
        this.open = open;
        SecretKeySpec marks = new SecretKeySpec(
                hmac(
                        new SecretKeySpec(secret.getEncoded(), "HmacSHA256"),
                        PURPOSE_OF_MARKS.getBytes(StandardCharsets.UTF_8)),
                "HmacSHA256");
        this.marking = ThreadLocal.withInitial(() -> hmac(marks));
    }

    static SealKey read(Path file) {
        try {
            String text = Files.readString(file);
            KeyFactory keys = KeyFactory.getInstance("Ed25519");
            return new SealKey(
                    keys.generatePrivate(new PKCS8EncodedKeySpec(block(text, "PRIVATE KEY"))),
                    keys.generatePublic(new X509EncodedKeySpec(block(text, "PUBLIC KEY"))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            // The cause is left out on purpose: its message could carry the key into the log.
            throw new IllegalStateException("The key in " + file.getFileName() + " cannot be read");
        }
    }

    static PublicKey readOpen(Path file) {
        try {
            return KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(block(Files.readString(file), "PUBLIC KEY")));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (GeneralSecurityException | IllegalArgumentException broken) {
            throw new IllegalStateException("The key in " + file.getFileName() + " cannot be read", broken);
        }
    }

    /** Makes a new key in a file that only the program's own user can read; false when another node was faster. */
    static boolean make(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Path fresh = Files.createTempFile(file.toAbsolutePath().getParent(), "key", ".new");
            if (Files.getFileStore(fresh).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(
                    fresh,
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                            + pem("PUBLIC KEY", pair.getPublic().getEncoded()),
                    StandardOpenOption.TRUNCATE_EXISTING);
            try {
                Files.createLink(file, fresh);
                return true;
            } catch (FileAlreadyExistsException anotherWasFirst) {
                return false;
            } finally {
                Files.delete(fresh);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java from 15 on has Ed25519", impossible);
        }
    }

    String id() {
        return id;
    }

    String openPem() {
        return pem("PUBLIC KEY", open.getEncoded());
    }

    PublicKey open() {
        return open;
    }

    String sign(String text) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(secret);
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key that was read can sign", impossible);
        }
    }

    static boolean signed(PublicKey by, String text, String signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(by);
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException notASignature) {
            return false;
        }
    }

    byte[] mark(byte[] row) {
        return marking.get().doFinal(row);
    }

    private static byte[] hmac(SecretKeySpec key, byte[] text) {
        return hmac(key).doFinal(text);
    }

    private static Mac hmac(SecretKeySpec key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HMAC with SHA-256", impossible);
        }
    }

    static String id(PublicKey open) {
        return HexFormat.of()
                .formatHex(Fingerprint.sha256().digest(open.getEncoded()))
                .substring(0, ID);
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key) + "\n-----END " + kind + "-----\n";
    }

    private static byte[] block(String text, String kind) {
        Matcher found = Pattern.compile("-----BEGIN " + kind + "-----([^-]+)-----END " + kind + "-----")
                .matcher(text);
        if (!found.find()) {
            throw new IllegalArgumentException("No " + kind);
        }
        return Base64.getMimeDecoder().decode(found.group(1).strip());
    }

    @Override
    public String toString() {
        return "SealKey[" + id + "]";
    }
}
