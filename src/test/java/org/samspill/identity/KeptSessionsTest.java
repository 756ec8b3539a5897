package org.samspill.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.swing.DefaultListSelectionModel;
import org.junit.jupiter.api.Test;
import org.samspill.actors.CurrentUser;
import org.samspill.actors.PersonId;
import org.samspill.actors.Role;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.servlet.FlashMap;

/** What a session in the database holds comes back; what somebody else has put there is not even built. */
class KeptSessionsTest {

    @Test
    void aSignInComesBackWithoutThePersonWhoIsReadAnew() throws IOException {
        PersonId person = PersonId.random();
        CurrentUser user = new CurrentUser(person, "Kari", null, Set.of(), false, Set.of(Role.CITIZEN));
        var context = new SecurityContextImpl(new SignedIn("id", "id-porten", user, "token"));
        SignedIn back = (SignedIn) ((SecurityContextImpl) read(context)).getAuthentication();
        assertThat(back.id()).isEqualTo("id");
        assertThat(back.getName()).isEqualTo(person.value());
        assertThat(back.getPrincipal()).isNull();
        assertThat(back.idToken()).isEqualTo("token");
    }

    @Test
    void aFormThatWasKeptComesBack() throws IOException {
        KeptForm form = new KeptForm("/my", "someone", List.of(new KeptForm.Entry("a", "b")));
        assertThat(read(form)).isEqualTo(form);
    }

    @Test
    void whatAPageIsToldAfterARedirectComesBack() throws IOException {
        var flash = new FlashMap();
        flash.put("status", "Sendt");
        flash.addTargetRequestParam("a", "b");
        assertThat(read(new CopyOnWriteArrayList<>(List.of(flash)))).isEqualTo(List.of(flash));
    }

    @Test
    void anObjectOfAnyOtherKindIsNotBuilt() {
        assertThatThrownBy(() -> read(new DefaultListSelectionModel())).isInstanceOf(InvalidClassException.class);
        assertThatThrownBy(() -> read(List.of(new DefaultListSelectionModel())))
                .isInstanceOf(InvalidClassException.class);
    }

    @Test
    void aSessionHasALongNameOfItsOwn() {
        var names = new KeptSessions().namesOfSessions();
        assertThat(names.generate()).hasSize(64).isNotEqualTo(names.generate());
    }

    private static Object read(Object kept) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(kept);
        }
        return KeptSessions.read(new ByteArrayInputStream(bytes.toByteArray()));
    }
}
