# tests/cli/tpm-old.t - a host before Windows Server 2016 makes no key protector
# host: --os 2012r2
$ hvsh create-vm x --tpm --disk size=1G
error: Failed to create domain 'x': the host can make no key protector for a TPM, as it has no root/Microsoft/Windows/Hgs (which is there from Windows Server 2016 on)

[1]
$ hvsh -q create-vm y --secure-boot off --print-xml | sed 's,</devices>,<tpm model="tpm-crb"><backend type="emulator" version="2.0"/></tpm></devices>,' >y.xml
$ hvsh define y.xml
error: Failed to define domain from y.xml: the host can make no key protector for a TPM, as it has no root/Microsoft/Windows/Hgs (which is there from Windows Server 2016 on)

[1]
# requests: 2
$ hvsh -o name vol-list default | grep -c x.vhdx; hvsh -q list --all --name | grep -cx '[xy]'
0
0
[1]
