# tests/cli/tpm.t - a virtual TPM, with a key protector that the host makes
# host: --job-ms 0
#
# the first one of a host makes its guardian, too: what others pay, and nine
$ hvsh create-vm none
Domain 'none' created

# requests: 10
$ hvsh create-vm win --tpm
Domain 'win' created

# requests: 19
$ hvsh create-vm 'Вин "2" & <ко>' --tpm --secure-boot windows
Domain 'Вин "2" & <ко>' created

# requests: 17
$ hvsh -q dumpxml 'Вин "2" & <ко>' --xpath '//tpm'
<tpm model="tpm-crb">
  <backend type="emulator" version="2.0"/>
</tpm>
$ hvsh -q dumpxml none --xpath '//tpm'
$ hvsh -q wql --namespace root/Microsoft/Windows/Hgs 'SELECT Name FROM MSFT_HgsGuardian'
 UntrustedGuardian
$ hvsh -o json wql --namespace root/hvsim 'SELECT InstanceID FROM Hvsim_Protector' | grep -c InstanceID
2
# defined from XML, and again as it was
$ hvsh -q create-vm third --tpm --print-xml >third.xml
$ hvsh define third.xml
Domain 'third' defined from third.xml

# requests: 18
$ hvsh -q dumpxml third >third.xml; hvsh define third.xml; hvsh -q dumpxml third | cmp - third.xml
Domain 'third' defined from third.xml

# what has a key protector keeps it, when the TPM goes and comes
$ hvsh -q wql --namespace root/hvsim 'SELECT * FROM Hvsim_Protector' >before
$ EDITOR="sed -i '/<tpm/,/tpm>/d'" hvsh edit third | grep '^[-+]'
-    <tpm model='tpm-crb'>
-      <backend type='emulator' version='2.0'/>
-    </tpm>
$ hvsh -q dumpxml third --xpath '//tpm'
$ hvsh define third.xml
Domain 'third' defined from third.xml

$ hvsh -q dumpxml third | cmp - third.xml; hvsh -q wql --namespace root/hvsim 'SELECT * FROM Hvsim_Protector' | cmp - before
# what had none gets one, while it is off
$ EDITOR='sed -i "s,</devices>,<tpm model=\"tpm-crb\"><backend type=\"emulator\" version=\"2.0\"/></tpm></devices>,"' hvsh -q edit none; hvsh -q dumpxml none --xpath '//tpm/@model'
 model="tpm-crb"
$ TMPDIR=. EDITOR='sed -i "s,</devices>,<tpm model=\"tpm-crb\"><backend type=\"emulator\" version=\"2.0\"/></tpm></devices>,"' hvsh -q edit web01
warning: what was edited is kept in '...'
error: Failed to edit domain 'web01': Hyper-V changes secure boot and the TPM only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)
[1]
# a clone has its own
$ hvsh clone-vm win --name copy
warning: the TPM of domain 'copy' is a new one: what the other's keeps, as keys of disks, is not in it
Domain 'copy' cloned from 'win'

$ hvsh -q dumpxml copy --xpath '//tpm/@model'
 model="tpm-crb"
$ hvsh -o json wql --namespace root/hvsim 'SELECT InstanceID FROM Hvsim_Protector' | grep -c InstanceID
5
# --- refused ---
$ hvsh create-vm x --tpm --generation 1
error: a domain of generation 1 has no TPM

[2]
# requests: 0
$ hvsh create-vm x --tpm --dry-run
 Kind     Name   Details
...
 domain   x      generation 2, 2048 MiB, 2 vCPUs, TPM

$ sed 's/third/old/; /uuid/d; /<metadata>/,/metadata>/d; s/<os firmware=.efi.>/<os>/; /<firmware>/,/firmware>/d' third.xml >old.xml; hvsh define old.xml
error: Failed to define domain from old.xml: old.xml: line ...: only a VM of generation 2 has a TPM

[2]
