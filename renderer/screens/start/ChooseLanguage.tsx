import { FailureNotice } from '../../components/FailureNotice.tsx'
import { Page, Part } from '../../components/Page.tsx'
import { Ruby } from '../../components/Ruby.tsx'
import { useText } from '../../text/TextContext.tsx'
import { useCall } from '../../useWallet.ts'
import style from './Start.module.css'

/** Both languages at once: nobody has chosen yet. */
export function ChooseLanguage() {
  const { text } = useText()
  const write = useCall(window.wallet.settings.write)
  return (
    <Page narrow title={text.start.title} lead={text.start.lead}>
      <Part title={text.start.language}>
        <div className={style['languages']}>
          <button type="button" lang="ja" onClick={() => void write.run({ language: 'ja' })}>
            日本語
            <small>にほんご</small>
          </button>
          <button type="button" lang="en" onClick={() => void write.run({ language: 'en' })}>
            English
            <small lang="ja">えいご</small>
          </button>
        </div>
        <p className={style['note']}>
          <Ruby>{text.start.languageNote}</Ruby>
        </p>
        {write.state.step === 'failed' && <FailureNotice failure={write.state.failure} />}
      </Part>
    </Page>
  )
}
