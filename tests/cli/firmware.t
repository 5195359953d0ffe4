# tests/cli/firmware.t - domfirmware
# web01 has a system: its entry is a file, before two disks, DVD and adapter
$ hvsh domfirmware web01
Name:                web01
Generation:          2
Firmware:            efi
Secure boot:         yes
Template:            MicrosoftWindows
TPM:                 no
Boot order:          file,sda,sdb,sdc,00:15:5d:0a:00:01
Pause on failure:    no
Network boot:        ipv4
Console:             default

# requests: 5
$ hvsh domfirmware web01 --list
 Order   Kind      Target                 Source
-----------------------------------------------------------------------------------------
 1       file      Windows Boot Manager   \HD(2,GPT)\\EFI\Microsoft\Boot\bootmgfw.efi
 2       disk      sda                    D:\Hyper-V\Virtual Hard Disks\web01.vhdx
 3       disk      sdb                    D:\Hyper-V\Virtual Hard Disks\web01-data.vhdx
 4       cdrom     sdc                    C:\ISO\debian-12.iso
 5       network   00:15:5d:0a:00:01      External

# requests: 6
$ hvsh -o json domfirmware Прод-01
{"name":"Прод-01","generation":2,"firmware":"efi","secure_boot":true,"secure_boot_template":"MicrosoftWindows","secure_boot_template_uuid":"1734c6e8-3154-4dda-ba5f-a874cc483422","tpm":false,"boot_order":"sda,sdc,00:15:5d:0a:00:04","pause_after_boot_failure":false,"network_boot":"ipv4","console":"default"}
$ hvsh domfirmware '<&> "quoted" \ 100%_[x]'
Name:                <&> "quoted" \ 100%_[x]
Generation:          1
Firmware:            bios
Secure boot:         -
Template:            -
TPM:                 -
Boot order:          cdrom,disk,network,floppy
Pause on failure:    -
Network boot:        -
Console:             -

$ hvsh -o json domfirmware db01 --list
[
{"order":1,"kind":"cdrom","target":null,"source":null},
{"order":2,"kind":"disk","target":null,"source":null},
{"order":3,"kind":"network","target":null,"source":null},
{"order":4,"kind":"floppy","target":null,"source":null}
]
# what is named comes first, the system's entry goes with the first disk; also
# while it runs; one request to change it
$ hvsh domfirmware web01 --boot cdrom
Firmware of domain 'web01' changed

# requests: 6
$ hvsh domfirmware web01 | grep order
Boot order:          sdc,file,sda,sdb,00:15:5d:0a:00:01
$ hvsh domfirmware web01 --boot network,sdb
Firmware of domain 'web01' changed

$ hvsh domfirmware web01 | grep order
Boot order:          00:15:5d:0a:00:01,file,sdb,sdc,sda
$ hvsh -o json domfirmware web01 --boot 00:15:5D:0A:00:01,disk
{"done":"Firmware of domain 'web01' changed"}
$ hvsh domfirmware web01 | grep order
Boot order:          00:15:5d:0a:00:01,file,sda,sdb,sdc
# what it is already costs no request
$ hvsh domfirmware web01 --boot network,disk
Firmware of domain 'web01' changed

# requests: 5
$ hvsh domfirmware web01 --boot disk
Firmware of domain 'web01' changed

$ hvsh dumpxml web01 | grep 'boot order\|<disk\|<interface'
    <disk type='file' device='disk'>
      <boot order='1'/>
    <disk type='file' device='disk'>
      <boot order='2'/>
    <disk type='file' device='cdrom'>
      <boot order='4'/>
    <interface type='bridge'>
      <boot order='3'/>
# an order of kinds
$ hvsh domfirmware db01 --boot disk
Firmware of domain 'db01' changed

$ hvsh domfirmware db01 | grep order
Boot order:          disk,cdrom,network,floppy
$ hvsh dumpxml db01 | grep 'boot dev'
    <boot dev='hd'/>
    <boot dev='cdrom'/>
    <boot dev='network'/>
    <boot dev='fd'/>
$ hvsh domfirmware db01 --boot floppy,network
Firmware of domain 'db01' changed

$ hvsh domfirmware db01 | grep order
Boot order:          floppy,network,disk,cdrom
$ hvsh domfirmware db01 --boot hda
error: Failed to change the firmware of domain 'db01': 'hda' is no kind of device: a domain of generation 1 has an order of disk, cdrom, network and floppy

[1]
$ hvsh domfirmware db01 --secure-boot off
error: Failed to change the firmware of domain 'db01': a domain of generation 1 has a BIOS, which knows no --secure-boot

[1]
# the BIOS of one that runs stays as it is
$ hvsh domfirmware '<&> "quoted" \ 100%_[x]' --boot network
error: Failed to change the firmware of domain '<&> "quoted" \ 100%_[x]': cannot change its settings: Invalid state for this operation (32775)
hint: hvsh shutdown '<&> "quoted" \ 100%_[x]' (off, it can be changed)

[1]
$ hvsh domfirmware web01 --boot sdz
error: Failed to change the firmware of domain 'web01': the domain has no 'sdz' to boot from
hint: hvsh domfirmware --list web01 (shows what it boots from; domblklist and domiflist name its devices)

[6]
$ hvsh domfirmware Прод-01 --boot floppy
error: Failed to change the firmware of domain 'Прод-01': the domain has no 'floppy' to boot from
hint: hvsh domfirmware --list 'Прод-01' (shows what it boots from; domblklist and domiflist name its devices)

[6]
$ hvsh domfirmware web01 --boot sda,,sdb
error: --boot has an empty name in its list

[2]
# requests: 0
$ hvsh domfirmware web01 --boot sda,SDA
error: --boot has 'sda' twice

[2]
$ hvsh domfirmware web01 --console none
error: Failed to change the firmware of domain 'web01': cannot change its settings: Invalid state for this operation (32775)
hint: hvsh shutdown web01 (off, it can be changed)

[1]
# --- secure boot and the rest: off only ---
$ hvsh -q define <(hvsh dumpxml Прод-01 | sed "s/<name>.*/<name>it's off<\/name>/; /<uuid>/d; /<disk/,/<\/disk>/d"); hvsh -q domfirmware "it's off" --secure-boot linux --network-boot ipv6 --pause-on-failure on --console com1; hvsh domfirmware "it's off"
Name:                it's off
Generation:          2
Firmware:            efi
Secure boot:         yes
Template:            MicrosoftUEFICertificateAuthority
TPM:                 no
Boot order:          00:15:5d:0a:00:04
Pause on failure:    yes
Network boot:        ipv6
Console:             com1

$ hvsh dumpxml "it's off" | grep hvsh:
    <hvsh:vm xmlns:hvsh='https://hvsh.invalid/ns/domain/1'>
      <hvsh:secure-boot template='MicrosoftUEFICertificateAuthority'/>
      <hvsh:firmware pause-after-boot-failure='yes' network-boot='ipv6' console='com1'/>
    </hvsh:vm>
$ hvsh -q domfirmware "it's off" --secure-boot off; hvsh domfirmware "it's off" | grep 'Secure\|Template'
Secure boot:         no
Template:            MicrosoftUEFICertificateAuthority
$ hvsh -q domfirmware "it's off" --secure-boot on; hvsh -q domfirmware "it's off" --secure-boot shielded; hvsh domfirmware "it's off" | grep 'Secure\|Template'
Secure boot:         yes
Template:            OpenSourceShieldedVM
$ hvsh -q domfirmware "it's off" --secure-boot microsoftwindows; hvsh domfirmware "it's off" | grep 'Template'
Template:            MicrosoftWindows
$ hvsh -q domfirmware "it's off" --secure-boot 01234567-89AB-cdef-0123-456789abcdef; hvsh domfirmware "it's off" | grep 'Template'
Template:            01234567-89ab-cdef-0123-456789abcdef
$ hvsh domfirmware web01 --secure-boot off
error: Failed to change the firmware of domain 'web01': Hyper-V changes secure boot and the TPM only while the domain is off
hint: hvsh shutdown web01 (asks the guest to)

[1]
$ hvsh domfirmware Прод-01 --secure-boot off
error: Failed to change the firmware of domain 'Прод-01': cannot change its settings: Invalid state for this operation (32775)
hint: hvsh managedsave-remove 'Прод-01' (off, it can be changed)

[1]
$ hvsh domfirmware web01 --secure-boot maybe
error: --secure-boot is off, on, windows, linux, shielded, or the name or UUID of a template, not 'maybe'

[2]
# requests: 0
$ hvsh domfirmware web01 --network-boot ipx
error: --network-boot is ipv6 or ipv4, not 'ipx'

[2]
$ hvsh domfirmware web01 --pause-on-failure yes
error: --pause-on-failure is on or off, not 'yes'

[2]
$ hvsh domfirmware web01 --console lpt1
error: --console is default, com1, com2 or none, not 'lpt1'

[2]
$ hvsh domfirmware web01 --list --boot sda
error: Options --list and --boot are mutually exclusive

[2]
$ hvsh -r domfirmware web01 --boot sda
error: read-only: 'domfirmware' would change the host

[4]
$ hvsh -r domfirmware web01 --list | grep -c disk
2
$ hvsh domfirmware nonesuch
error: failed to get domain 'nonesuch'
hint: hvsh list --all (shows the domains there are)

[6]
# --- an entry that is named already is not offered again ---
$ hvsh complete -- 'hvsh domfirmware db01 --boot disk,cdrom,' disk,cdrom,
disk,cdrom,floppy
disk,cdrom,network
