# tests/cli/fail.t - what the host says when a job fails is passed on
# host: --fail 'job:32768:Datenträger <voll> & mehr'
$ hvsh start db01
error: Failed to start domain 'db01': Datenträger <voll> & mehr (code 32768)

[1]
$ hvsh -o json destroy web01
{"error":{"kind":"job","message":"Failed to destroy domain 'web01': Datenträger <voll> & mehr (code 32768)","code":32768,"hint":null,"status":1}}
[1]
$ hvsh domstate web01
running

$ hvsim --fail job@0; hvsim --fail job/3
hvsim: --fail job: '@0' is none of @N, /N, *N
hvsim: --fail job takes @N and *N alone
[2]
