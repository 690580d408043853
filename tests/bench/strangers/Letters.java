import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.search.SubjectTerm;
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Properties;
import java.util.Scanner;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/**
 * What a Java product does with a mailbox of Microsoft 365, in Jakarta Mail's own words: sends a letter with an
 * attachment, opens the Inbox, reads what came, marks it and keeps a copy. Every step is a line on stdout; the first
 * that fails ends the program with its stack.
 *
 * Arguments: the CA's file, both ports, the mailbox, the recipient, the subject. Stdin: the token of SMTP, then IMAP's.
 */
public final class Letters {
  public static void main(String[] args) throws Exception {
    String ca = args[0];
    String smtpPort = args[1];
    String imapPort = args[2];
    String user = args[3];
    String recipient = args[4];
    String subject = args[5];
    Scanner tokens = new Scanner(System.in, StandardCharsets.UTF_8);
    String smtpToken = tokens.nextLine();
    String imapToken = tokens.nextLine();
    Session session = Session.getInstance(properties(trusting(ca), smtpPort, imapPort));

    MimeMessage letter = letter(session, user, recipient, subject);
    try (Transport smtp = session.getTransport("smtp")) {
      smtp.connect("localhost", user, smtpToken);
      smtp.sendMessage(letter, letter.getAllRecipients());
    }
    System.out.println("sent");

    try (Store imap = session.getStore("imap")) {
      imap.connect("localhost", user, imapToken);
      for (Folder folder : imap.getDefaultFolder().list("*")) System.out.println("folder " + folder.getFullName());
      read(imap, subject);
      Folder sent = imap.getFolder("Sent Items");
      sent.appendMessages(new Message[] {letter});
      sent.open(Folder.READ_ONLY);
      // the server has kept one already
      int copies = sent.search(new SubjectTerm(subject)).length;
      sent.close();
      if (copies != 2) throw new IllegalStateException(copies + " copies in Sent Items");
      System.out.println("kept a copy");
    }
  }

  private static void read(Store imap, String subject) throws Exception {
    try (Folder inbox = imap.getFolder("INBOX")) {
      inbox.open(Folder.READ_WRITE);
      Message[] found = inbox.search(new SubjectTerm(subject));
      if (found.length != 1) throw new IllegalStateException(found.length + " messages have the subject");
      Message message = found[0];
      if (message.isSet(Flags.Flag.SEEN)) throw new IllegalStateException("was read before");
      Multipart parts = (Multipart) message.getContent();
      String text = parts.getBodyPart(0).getContent().toString();
      String file = parts.getBodyPart(1).getFileName();
      byte[] bytes = parts.getBodyPart(1).getInputStream().readAllBytes();
      if (!text.contains("Grüße") || !file.equals("figures.bin") || bytes.length != 3000)
        throw new IllegalStateException("another letter: " + text + " / " + file + " / " + bytes.length);
      if (!message.isSet(Flags.Flag.SEEN)) throw new IllegalStateException("is still unread");
      message.setFlag(Flags.Flag.FLAGGED, true);
      System.out.println("read and marked");
    }
  }

  private static MimeMessage letter(Session session, String from, String to, String subject) throws Exception {
    MimeBodyPart text = new MimeBodyPart();
    text.setText("Grüße aus der Fertigung\r\n.a line that starts with a dot\r\n", "utf-8");
    MimeBodyPart file = new MimeBodyPart();
    byte[] bytes = new byte[3000];
    for (int at = 0; at < bytes.length; at += 1) bytes[at] = (byte) at;
    file.setDataHandler(
        new jakarta.activation.DataHandler(
            new jakarta.mail.util.ByteArrayDataSource(bytes, "application/octet-stream")));
    file.setFileName("figures.bin");
    MimeMessage letter = new MimeMessage(session);
    letter.setFrom(new InternetAddress(from, "Büro", "utf-8"));
    letter.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
    letter.setSubject(subject, "utf-8");
    letter.setContent(new MimeMultipart(text, file));
    letter.saveChanges();
    return letter;
  }

  private static Properties properties(SSLSocketFactory trusted, String smtpPort, String imapPort) {
    Properties all = new Properties();
    all.put("mail.smtp.port", smtpPort);
    all.put("mail.smtp.auth", "true");
    all.put("mail.smtp.auth.mechanisms", "XOAUTH2");
    all.put("mail.smtp.starttls.enable", "true");
    all.put("mail.smtp.starttls.required", "true");
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.ssl.socketFactory", trusted);
    all.put("mail.imap.port", imapPort);
    all.put("mail.imap.ssl.enable", "true");
    all.put("mail.imap.ssl.checkserveridentity", "true");
    all.put("mail.imap.ssl.socketFactory", trusted);
    all.put("mail.imap.auth.mechanisms", "XOAUTH2");
    return all;
  }

  private static SSLSocketFactory trusting(String file) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (FileInputStream in = new FileInputStream(file)) {
      store.setCertificateEntry("practice", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }
}
